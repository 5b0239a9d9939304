// The health check of the container: exits with 0 if the node says that it works.
const { PORT = '4000' } = process.env
const response = await fetch(`http://127.0.0.1:${PORT}/health`).catch(() => null)
process.exit(response?.ok ? 0 : 1)
