/// Charts, heat maps and sheets of pictures, as SVG and PNG.
package dev.cien.io.plot;
