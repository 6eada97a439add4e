"""What is read of duties: obligations, standing duties, the shape of leaderships, all worked out by the law from facts."""
