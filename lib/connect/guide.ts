export type ConnectStep = { text: string; code?: string; language?: "bash" | "json" | "http" };

/** How one client is connected to an MCP server, with lines that can be copied as they are. */
export type ConnectGuide = { id: string; client: string; steps: ConnectStep[]; note?: string };
