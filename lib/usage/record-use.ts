import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";

type Use = { firstAt: number; at: number; ip: string | undefined; userAgent: string | undefined; calls: number };
type Uses = Map<string, Use>;
type Origin = { ip: string | undefined; userAgent: string | undefined };

/**
 * Where credentials were last used and how often, gathered in memory and written once a second: one statement a batch, which
 * names only the columns of use, so that it can never bring back what somebody has just revoked.
 */
export class UseRecorder {
  private credentials: Uses = new Map();
  private secrets: Uses = new Map();
  private readonly timer: NodeJS.Timeout;

  constructor(everyMilliseconds = 1000) {
    this.timer = setInterval(() => void this.flush(), everyMilliseconds);
    this.timer.unref();
  }

  record(credentialId: string, secretHash: string | undefined, at: number, origin: Origin): void {
    count(this.credentials, credentialId, at, origin);
    if (secretHash !== undefined) count(this.secrets, secretHash, at, origin);
  }

  async flush(): Promise<void> {
    const { credentials, secrets } = this;
    this.credentials = new Map();
    this.secrets = new Map();
    await write(credentials, writeCredentials, this.credentials);
    await write(secrets, writeSecrets, this.secrets);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}

const mostKept = 100_000;

function count(uses: Uses, key: string, at: number, { ip, userAgent }: Origin): void {
  const known = uses.get(key);
  const agent = userAgent?.slice(0, 400);
  if (known) {
    known.at = at;
    known.ip = ip;
    known.userAgent = agent;
    known.calls++;
  } else if (uses.size < mostKept) {
    uses.set(key, { firstAt: at, at, ip, userAgent: agent, calls: 1 });
  }
}

/** What could not be written is added to what has come since, and tried again. */
async function write(uses: Uses, statement: (uses: Uses) => Promise<void>, since: Uses): Promise<void> {
  if (uses.size === 0) return;
  try {
    await statement(uses);
  } catch (error) {
    log.warn("Last uses could not be written; they are tried again", { uses: uses.size, error });
    for (const [key, use] of uses) {
      const newer = since.get(key);
      if (newer) Object.assign(newer, { firstAt: use.firstAt, calls: use.calls + newer.calls });
      else if (since.size < mostKept) since.set(key, use);
    }
  }
}

const recorderSlot = slot<UseRecorder>("useRecorder");
export const useRecorder = () => recorderSlot.get();
export const setUseRecorder = (recorder: UseRecorder) => recorderSlot.set(recorder);

export function recordUse(credentialId: string, secretHash: string | undefined, at: number, origin: Origin): void {
  useRecorder().record(credentialId, secretHash, at, origin);
}

/** Two instances may write out of order: the newer use stays, and every call is counted. */
async function writeCredentials(uses: Uses): Promise<void> {
  const { keys, firstTimes, times, addresses, agents, calls } = columns(uses);
  await db().$executeRaw`
    UPDATE credential SET
      first_used_at = LEAST(credential.first_used_at, used.first_at),
      last_used_at = GREATEST(credential.last_used_at, used.at),
      last_used_ip = CASE WHEN credential.last_used_at > used.at THEN credential.last_used_ip ELSE used.ip END,
      last_used_user_agent = CASE WHEN credential.last_used_at > used.at THEN credential.last_used_user_agent ELSE used.agent END,
      call_count = credential.call_count + used.calls
    FROM unnest(${keys}::text[], ${firstTimes}::timestamptz[], ${times}::timestamptz[], ${addresses}::text[], ${agents}::text[], ${calls}::int[])
      AS used(id, first_at, at, ip, agent, calls)
    WHERE credential.id = used.id`;
}

async function writeSecrets(uses: Uses): Promise<void> {
  const { keys, times, addresses, agents } = columns(uses);
  await db().$executeRaw`
    UPDATE credential_secret SET last_used_at = used.at, last_used_ip = used.ip, last_used_user_agent = used.agent
    FROM unnest(${keys}::text[], ${times}::timestamptz[], ${addresses}::text[], ${agents}::text[]) AS used(hash, at, ip, agent)
    WHERE credential_secret.hash = used.hash AND (credential_secret.last_used_at IS NULL OR credential_secret.last_used_at < used.at)`;
}

function columns(uses: Uses) {
  const all = [...uses.values()];
  return {
    keys: [...uses.keys()],
    firstTimes: all.map((use) => new Date(use.firstAt).toISOString()),
    times: all.map((use) => new Date(use.at).toISOString()),
    addresses: all.map((use) => use.ip ?? null),
    agents: all.map((use) => use.userAgent ?? null),
    calls: all.map((use) => use.calls),
  };
}
