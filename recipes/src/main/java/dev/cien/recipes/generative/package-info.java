/// Models that make new samples: adversaries and diffusion, on points and on pictures.
package dev.cien.recipes.generative;
