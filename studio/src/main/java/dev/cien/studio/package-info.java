/// The studio's server: pages, sessions, protection.
package dev.cien.studio;
