/// Models that others trained, opened from the folders in which Hugging Face publishes them.
package dev.cien.zoo.pretrained;
