"""What the world may ask for."""
