"""What an instructor does: takes result files, looks whether they are unaltered, scores anew."""
