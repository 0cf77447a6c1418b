/// Generative adversarial networks: two networks in a game, and what each of them lowers.
package dev.cien.zoo.gan;
