"""The first page: asks the packages below and shows the month at a glance."""
