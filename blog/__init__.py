"""What is written, in a package for each noun. It knows its authors, not what readers answer."""
