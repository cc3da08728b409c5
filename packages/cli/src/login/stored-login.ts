import { KeyhouseError, type SignInCall, type Token, type TokenSource } from "@keyhouse/client";
import { openKeyring } from "../store/keyring";
import type { Login, Settings } from "../store/settings";
import type { Store } from "../store/store";
import type { World } from "../world";
import { clientId } from "./client-id";

const refreshBeforeMilliseconds = 60_000;

/**
 * The login of this machine as a source of tokens. It is renewed under the store's lock: of processes that run side by side one asks the
 * server, and the others find the new pair when their turn comes.
 */
export function storedLogin(world: World, store: Store, url: string): TokenSource {
  let whyEnded: string | undefined;

  const renewed = (refused: string | undefined, call: SignInCall) =>
    store.locked(async () => {
      const settings = await store.read();
      const login = await readLogin(world, settings, url);
      if (!login) throw loginRequired(whyEnded);
      if (isFresh(login, world) && login.access_token !== refused) return toToken(login, world);
      const next = await askForNewPair(login, call, world).catch(async (error: unknown) => {
        if (!(error instanceof KeyhouseError) || !isOver(error)) throw error;
        whyEnded = error.message;
        await removeLogin(world, settings, url);
        await store.write(settings);
        throw loginRequired(whyEnded);
      });
      await putLogin(world, settings, url, next);
      await store.write(settings);
      return toToken(next, world);
    });

  return {
    async obtain(call) {
      const login = await readLogin(world, await store.read(), url);
      if (!login) throw loginRequired(whyEnded);
      return isFresh(login, world) ? toToken(login, world) : renewed(login.access_token, call);
    },
    renew: (token, call) => renewed(token.value, call),
  };
}

/** The login of a server with its secrets, wherever they are. */
export async function readLogin(world: World, { hosts }: Settings, url: string): Promise<Login | undefined> {
  const login = hosts[url]?.login;
  if (!login || !("keyring" in login)) return login;
  const secret = await openKeyring(world).read(url);
  return secret === undefined ? undefined : (JSON.parse(secret) as Login);
}

/** Keeps a login where the one before it was kept, or in the keyring where that is asked for. */
export async function putLogin(world: World, settings: Settings, url: string, login: Login, inKeyring = "keyring" in (settings.hosts[url]?.login ?? {})): Promise<void> {
  const host = (settings.hosts[url] ??= {});
  if (inKeyring) await openKeyring(world).write(url, JSON.stringify(login));
  host.login = inKeyring ? { keyring: true, username: login.username } : login;
}

export async function removeLogin(world: World, settings: Settings, url: string): Promise<void> {
  const host = settings.hosts[url];
  if (!host?.login) return;
  if ("keyring" in host.login) await openKeyring(world).remove(url);
  delete host.login;
  if (host.token === undefined) delete settings.hosts[url];
}

async function askForNewPair(login: Login, call: SignInCall, world: World): Promise<Login> {
  const form = { grant_type: "refresh_token", client_id: clientId, refresh_token: login.refresh_token };
  const { answer } = await call.post<{ access_token: string; refresh_token?: string; expires_in: number; scope: string }>("/oauth/token", { form });
  return {
    ...login,
    access_token: answer.access_token,
    refresh_token: answer.refresh_token ?? login.refresh_token,
    expires_at: new Date(world.now().getTime() + answer.expires_in * 1000).toISOString(),
    scope: answer.scope,
  };
}

/** Nothing can be had with this refresh token any more (RFC 6749, section 5.2), nor by this client. */
const isOver = ({ code }: KeyhouseError) => code === "invalid_grant" || code === "invalid_client" || code === "unauthorized_client";

const isFresh = (login: Login, world: World) => Date.parse(login.expires_at) - world.now().getTime() > refreshBeforeMilliseconds;

const toToken = (login: Login, world: World): Token => ({ value: login.access_token, lifetimeSeconds: (Date.parse(login.expires_at) - world.now().getTime()) / 1000, refreshToken: login.refresh_token });

const loginRequired = (why = "there is none any more") => new KeyhouseError({ status: 401, code: "LOGIN_REQUIRED", message: why });
