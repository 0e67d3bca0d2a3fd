"""What is typed at the desk, read and checked. Who may, the admin knows."""
