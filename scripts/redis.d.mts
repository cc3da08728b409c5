export type RedisServer = { url: string; port: number; pid: number; stop(): Promise<void> };

export function startRedis(options?: { port?: number }): Promise<RedisServer | undefined>;
