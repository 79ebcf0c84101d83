"""What is made for the printer."""
