export type PostgresServer = {
  url: string;
  port: number;
  folder: string;
  pid: number;
  stop(options?: { keep?: boolean }): Promise<void>;
};

export function startPostgres(options?: { port?: number; folder?: string; fsync?: "on" | "off" }): Promise<PostgresServer>;
export function ensurePostgres(): Promise<string>;
export function freePort(): Promise<number>;
