"""The course package: a folder of Markdown, YAML and pictures. Knows no database."""
