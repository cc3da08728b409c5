/** What a reverse proxy protects, and where it asks. */
export type ProtectedSite = {
  /** Keyhouse's own address. */
  keyhouse: string;
  /** The API behind the proxy. */
  upstream: string;
  scope: string;
};

export type ProxyGuide = { id: string; name: string; file: string; config: string; note?: string };

/** Configurations that let only requests through which Keyhouse admits. The tests run nginx and Caddy with these very lines. */
export function proxyGuides(site: ProtectedSite): ProxyGuide[] {
  return [
    { id: "nginx", name: "nginx", file: "inside server { }", config: nginx(site), note: "auth_request knows 401 and 403 alone, and nginx answers with pages of its own: the location @refused fetches the reason once more, so that callers read it, and learn of a 429. Each question opens a connection here. Under load keep them: an upstream block with keepalive 32 outside server { }, its name in proxy_pass, proxy_http_version 1.1 and an empty Connection header; a question then costs about a third." },
    { id: "caddy", name: "Caddy", file: "Caddyfile", config: caddy(site) },
    { id: "traefik", name: "Traefik", file: "dynamic configuration", config: traefik(site) },
    { id: "envoy", name: "Envoy", file: "http_filters", config: envoy(site), note: "Envoy asks with the method, path and query of the request that it holds: what is demanded therefore stands in the first part of the path, where no caller can change it." },
  ];
}

const identity = ["User", "Username", "Email", "Role", "Groups", "Scopes", "Organization", "Credential"].map((name) => `X-Auth-${name}`);
const variable = (header: string) => `$${header.toLowerCase().replaceAll("-", "_")}`;

function nginx({ keyhouse, upstream, scope }: ProtectedSite): string {
  const question = `${keyhouse}/forward-auth?scope=${scope}`;
  const asked = ["proxy_pass_request_body off;", 'proxy_set_header Content-Length "";', "proxy_set_header X-Forwarded-For $remote_addr;"];
  return [
    block("location = /_keyhouse", ["internal;", `proxy_pass ${question};`, ...asked]),
    block("location @refused", ["internal;", "proxy_method GET;", `rewrite ^ /forward-auth?scope=${scope}? break;`, `proxy_pass ${keyhouse};`, ...asked]),
    block("location /", [
      "auth_request /_keyhouse;",
      "error_page 401 403 500 = @refused;",
      ...identity.flatMap((header) => [`auth_request_set ${variable(header)} $upstream_http_${variable(header).slice(1)};`, `proxy_set_header ${header} ${variable(header)};`]),
      'proxy_set_header Authorization "";',
      'proxy_set_header X-API-Key "";',
      `proxy_pass ${upstream};`,
    ]),
  ].join("\n");
}

function caddy({ keyhouse, upstream, scope }: ProtectedSite): string {
  return block("api.example.com", [
    ...block(`forward_auth ${keyhouse}`, [`uri /forward-auth?scope=${scope}`, `copy_headers ${identity.join(" ")}`]).split("\n"),
    ...block(`reverse_proxy ${upstream}`, ["header_up -Authorization", "header_up -X-API-Key"]).split("\n"),
  ]);
}

function traefik({ keyhouse, upstream, scope }: ProtectedSite): string {
  return `http:
  middlewares:
    keyhouse:
      forwardAuth:
        address: "${keyhouse}/forward-auth?scope=${scope}"
        authResponseHeaders: [${identity.join(", ")}]
    strip:
      headers:
        customRequestHeaders:
          Authorization: ""
          X-API-Key: ""
  routers:
    api:
      rule: "PathPrefix(\`/\`)"
      middlewares: [keyhouse, strip]
      service: api
  services:
    api:
      loadBalancer:
        servers: [{ url: "${upstream}" }]`;
}

function envoy({ keyhouse, scope }: ProtectedSite): string {
  return `- name: envoy.filters.http.ext_authz
  typed_config:
    "@type": type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz
    http_service:
      server_uri: { uri: "${keyhouse}", cluster: keyhouse, timeout: 2s }
      path_prefix: /forward-auth/scope=${scope}
      authorization_request:
        allowed_headers:
          patterns: [{ exact: authorization }, { exact: x-api-key }]
      authorization_response:
        allowed_upstream_headers:
          patterns: [{ prefix: x-auth- }]
        allowed_client_headers:
          patterns: [{ exact: www-authenticate }, { exact: content-type }, { prefix: x-ratelimit }, { exact: retry-after }]
- name: envoy.filters.http.header_mutation
  typed_config:
    "@type": type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation
    mutations:
      request_mutations: [{ remove: authorization }, { remove: x-api-key }]`;
}

function block(head: string, lines: string[]): string {
  return [`${head} {`, ...lines.map((line) => `    ${line}`), "}"].join("\n");
}
