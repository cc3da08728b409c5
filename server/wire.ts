import { randomBytes } from "node:crypto";
import { AccessCache, setAccessCache } from "@/lib/access/cache";
import { PasswordPool, setPasswordPool } from "@/lib/crypto/password-pool";
import { loadSecretKey, setSecretKey } from "@/lib/crypto/secret-key";
import { changeFeed } from "@/lib/db/change-feed";
import { database } from "@/lib/db/client";
import { openDatabase } from "@/lib/db/open";
import { setConfig, type Config } from "@/lib/env/config";
import { peerNonce } from "@/lib/http/from-request";
import { log, setLogLevel } from "@/lib/log";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { loadScopes, reloadScopes } from "@/lib/scopes/registry";
import { onShutdown, runShutdownTasks } from "@/lib/shutdown";
import { KeyRing, setKeyRing } from "@/lib/signing-keys/key-ring";
import { setUseRecorder, UseRecorder } from "@/lib/usage/record-use";
import { setSetupToken } from "@/lib/users/setup-token";

/**
 * Makes what exists once in the process, in the order in which one needs the other, and registers how each ends.
 * `say` tells whoever waits at the console what takes its time.
 */
export async function wire(config: Config, say: (line: string) => void = () => undefined): Promise<void> {
  setConfig(config);
  setLogLevel(config.logLevel);
  // next-auth reads its own address from here.
  process.env.NEXTAUTH_URL = config.publicUrl;
  peerNonce.set(randomBytes(16).toString("hex"));
  setSetupToken(config.setupToken ?? randomBytes(24).toString("base64url"));
  setLimiter(new Limiter());

  const opened = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, say });
  onShutdown("database", () => opened.close());
  database.set(opened);
  await openChangeFeed(config, opened);

  // After the data directory is ours alone: no other process makes a key at the same time.
  setSecretKey(await loadSecretKey(config));
  const pool = new PasswordPool(config.passwordHashCost);
  onShutdown("password workers", () => pool.close());
  setPasswordPool(pool);
  const recorder = new UseRecorder();
  onShutdown("last uses", () => recorder.close());
  setUseRecorder(recorder);
  await loadScopes();
  await startKeyRing();
}

/** Lets go of everything, the newest first: buffers are flushed while the database is still there. */
export const unwire = runShutdownTasks;
