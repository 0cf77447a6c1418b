/// Diffusion models: data that drown in noise step by step, and networks that go the way back.
package dev.cien.zoo.diffusion;
