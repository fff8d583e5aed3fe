"""What a request on a forge would change: read as data by the code of the published branch, checked, told and shown."""
