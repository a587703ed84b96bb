"""What the sidebar shows of a record, as frozen values: derived here, drawn by the widgets."""
