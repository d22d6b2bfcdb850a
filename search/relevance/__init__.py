"""How good the answers are: labelled questions, and what is measured on them."""
