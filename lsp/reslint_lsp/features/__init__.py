"""What the server answers, a room for each kind of question. Pure: what is known goes in, the answer comes out."""
