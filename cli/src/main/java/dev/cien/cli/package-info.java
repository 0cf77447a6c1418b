/// The `cien` command: what people and scripts type.
package dev.cien.cli;
