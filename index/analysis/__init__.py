"""What a build finds in an article: sentences, attributions, and passages within the encoder's reach."""
