export { exchangedToken, type ExchangeCall, type ExchangedToken } from "./exchanged-token";
export { serveStdio, type ServeOptions } from "./relay/serve-stdio";
export { exitCodes, runStdioServer, type StdioServerOptions } from "./run";
