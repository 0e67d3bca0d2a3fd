"""What is counted of the blog's readers, how it is stored, and what is made of it."""
