import { proxyGuides } from "@/lib/connect/proxy-snippets";
import { runNginxWith } from "@/lib/testing/proxies/programs";
import type { RunningProxy } from "@/lib/testing/proxies/run-program";

type Site = { keyhouse: string; upstream: string; scope: string };

/** nginx with the lines of the documentation, which open a connection for each question. */
export const runDocumented = (site: Site): Promise<RunningProxy> => run(proxyGuides(site).find(({ id }) => id === "nginx")!.config);

/** The same question asked over kept connections, to Keyhouse and to the upstream: as fast as nginx can be made. */
export function runTuned({ keyhouse, upstream, scope }: Site): Promise<RunningProxy> {
  return run(
    `location = /_keyhouse { internal; proxy_pass http://keyhouse/forward-auth?scope=${scope}; proxy_pass_request_body off; proxy_set_header Content-Length ""; ${kept} }
     location / { auth_request /_keyhouse; auth_request_set $user $upstream_http_x_auth_user; proxy_set_header X-Auth-User $user; proxy_set_header Authorization ""; proxy_pass http://upstream; ${kept} }`,
    `upstream keyhouse { server ${hostOf(keyhouse)}; keepalive 32; } upstream upstream { server ${hostOf(upstream)}; keepalive 32; }`,
  );
}

/** nginx that asks nobody: what passing on costs by itself. */
export function runUnchecked({ upstream }: Site): Promise<RunningProxy> {
  return run(`location / { proxy_pass http://upstream; ${kept} }`, `upstream upstream { server ${hostOf(upstream)}; keepalive 32; }`);
}

const kept = 'proxy_http_version 1.1; proxy_set_header Connection "";';

/** `localhost` may be two addresses, and nginx would try both in turn. */
const hostOf = (origin: string): string => new URL(origin).host.replace("localhost", "127.0.0.1");

function run(server: string, outside = ""): Promise<RunningProxy> {
  return runNginxWith({ server, http: `client_max_body_size 10m; client_body_buffer_size 2m; keepalive_requests 1000000; ${outside}` });
}
