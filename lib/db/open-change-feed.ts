import type { ChangeFeed } from "./change-feed";
import { ChangeListeners } from "./change-listeners";

/** Over PostgreSQL, or within this process, which is alone on the embedded database. */
export async function openChangeFeed({ databaseUrl }: { databaseUrl?: string }): Promise<ChangeFeed> {
  if (databaseUrl === undefined) return localChangeFeed();
  const { PostgresChangeFeed } = await import("./postgres/change-feed");
  return PostgresChangeFeed.open(databaseUrl);
}

function localChangeFeed(): ChangeFeed {
  const listeners = new ChangeListeners();
  return {
    announce: async () => undefined,
    publish: async (tags) => listeners.tell(tags),
    subscribe: (listener) => listeners.add(listener),
    isHealthy: () => true,
    close: async () => {},
  };
}
