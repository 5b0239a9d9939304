/** Where better-auth is served. */
export const AUTH_PATH = '/api/auth'
/** The header that tells better-auth the client's address. Only our own handler sets it; it is removed from client requests. */
export const CLIENT_IP_HEADER = 'x-parley-client-ip'
