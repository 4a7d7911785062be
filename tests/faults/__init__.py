"""What people do who mean harm: hostile input on every address, and reaching for what is hidden."""
