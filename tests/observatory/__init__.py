"""MDN's HTTP Observatory asked about Mingus, without a network but the machine's own."""
