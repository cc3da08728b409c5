import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";

type Use = { at: number; ip: string | undefined; userAgent: string | undefined };

/**
 * Where credentials were last used, gathered in memory and written once a second: one statement a batch, which names only the
 * three columns that it changes, so that it can never bring back what somebody has just revoked.
 */
export class UseRecorder {
  private credentials = new Map<string, Use>();
  private secrets = new Map<string, Use>();
  private readonly timer: NodeJS.Timeout;

  constructor(everyMilliseconds = 1000) {
    this.timer = setInterval(() => void this.flush(), everyMilliseconds);
    this.timer.unref();
  }

  record(credentialId: string, secretHash: string | undefined, use: Use): void {
    this.credentials.set(credentialId, use);
    if (secretHash !== undefined) this.secrets.set(secretHash, use);
  }

  async flush(): Promise<void> {
    const { credentials, secrets } = this;
    if (credentials.size === 0) return;
    this.credentials = new Map();
    this.secrets = new Map();
    try {
      await writeCredentials(credentials);
      if (secrets.size > 0) await writeSecrets(secrets);
    } catch (error) {
      log.warn("Last uses could not be written; they are tried again", { credentials: credentials.size, error });
      this.putBack(credentials, secrets);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private putBack(credentials: Map<string, Use>, secrets: Map<string, Use>): void {
    for (const [id, use] of credentials) if (!this.credentials.has(id) && this.credentials.size < 100_000) this.credentials.set(id, use);
    for (const [hash, use] of secrets) if (!this.secrets.has(hash) && this.secrets.size < 100_000) this.secrets.set(hash, use);
  }
}

const recorderSlot = slot<UseRecorder>("useRecorder");
export const useRecorder = () => recorderSlot.get();
export const setUseRecorder = (recorder: UseRecorder) => recorderSlot.set(recorder);

export function recordUse(credentialId: string, secretHash: string | undefined, at: number, origin: { ip: string | undefined; userAgent: string | undefined }): void {
  useRecorder().record(credentialId, secretHash, { at, ip: origin.ip, userAgent: origin.userAgent?.slice(0, 400) });
}

async function writeCredentials(uses: Map<string, Use>): Promise<void> {
  const { keys, times, addresses, agents } = columns(uses);
  await db().$executeRaw`
    UPDATE credential SET last_used_at = used.at, last_used_ip = used.ip, last_used_user_agent = used.agent
    FROM unnest(${keys}::text[], ${times}::timestamptz[], ${addresses}::text[], ${agents}::text[]) AS used(id, at, ip, agent)
    WHERE credential.id = used.id AND (credential.last_used_at IS NULL OR credential.last_used_at < used.at)`;
}

async function writeSecrets(uses: Map<string, Use>): Promise<void> {
  const { keys, times, addresses, agents } = columns(uses);
  await db().$executeRaw`
    UPDATE credential_secret SET last_used_at = used.at, last_used_ip = used.ip, last_used_user_agent = used.agent
    FROM unnest(${keys}::text[], ${times}::timestamptz[], ${addresses}::text[], ${agents}::text[]) AS used(hash, at, ip, agent)
    WHERE credential_secret.hash = used.hash AND (credential_secret.last_used_at IS NULL OR credential_secret.last_used_at < used.at)`;
}

function columns(uses: Map<string, Use>) {
  const all = [...uses.values()];
  return {
    keys: [...uses.keys()],
    times: all.map((use) => new Date(use.at).toISOString()),
    addresses: all.map((use) => use.ip ?? null),
    agents: all.map((use) => use.userAgent ?? null),
  };
}
