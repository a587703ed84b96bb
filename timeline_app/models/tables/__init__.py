"""The tables: an order of rows over the document, pages of rows fetched as they are shown."""
