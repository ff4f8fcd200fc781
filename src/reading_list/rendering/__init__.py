"""From the catalogue to the bytes of pages."""
