import type { NextConfig } from "next";
import { commonHeaders } from "./server/requests/security-headers";

const config: NextConfig = {
  poweredByHeader: false,
  // Keyhouse resizes no pictures, so the optimizer stays off.
  images: { unoptimized: true },
  // They load WebAssembly, native code or a worker by a path of their own, which a bundle would break.
  serverExternalPackages: ["@electric-sql/pglite", "pglite-prisma-adapter", "@prisma/adapter-pg", "@prisma/client", "pg", "bcryptjs", "grammy"],
  // `npm test` runs the type checker over everything; a start does not wait for it.
  typescript: { ignoreBuildErrors: true },
  rewrites: async () => ({ beforeFiles: aliases }),
  headers: async () => [
    {
      source: "/:path*",
      // Our own server sets these and more on every answer, and this header on every request; Next alone does not.
      missing: [{ type: "header", key: "x-keyhouse-peer" }],
      headers: headersWithoutServer,
    },
  ],
};

export default config;

/** A policy with nonces needs our server; what needs none holds anyhow. */
const headersWithoutServer = Object.entries({
  ...commonHeaders({ isHttps: false }),
  "Content-Security-Policy": "object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}).map(([key, value]) => ({ key, value }));

/** Next-auth answers these itself under /api/auth; its catch-all must not swallow the rest of our own /api/auth. */
const nextAuthActions = ["session", "csrf", "providers", "signin", "signout", "callback", "error", "_log", "verify-request"];

const unversioned = `(?!v1(?:/|$)|auth/(?:${nextAuthActions.join("|")})(?:/|$)).*`;

// Applied in this order, each to what the one before it left.
const aliases = [
  { source: `/api/:path(${unversioned})`, destination: "/api/v1/:path" },
  { source: "/api/v1/login", destination: "/api/v1/auth/login" },
  // The roots are no routes. What is unknown below them is answered in JSON, and so are they.
  { source: "/api", destination: "/api/v1/unknown" },
  { source: "/api/v1", destination: "/api/v1/unknown" },
  { source: "/health", destination: "/api/v1/health" },
  { source: "/forward-auth/:path*", destination: "/api/v1/forward-auth/:path*" },
];
