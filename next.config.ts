import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // Keyhouse resizes no pictures, so the optimizer stays off.
  images: { unoptimized: true },
  // They load WebAssembly, native code or a worker by a path of their own, which a bundle would break.
  serverExternalPackages: ["@electric-sql/pglite", "pglite-prisma-adapter", "@prisma/adapter-pg", "@prisma/client", "pg", "bcryptjs"],
  // `npm test` runs the type checker over everything; a start does not wait for it.
  typescript: { ignoreBuildErrors: true },
  rewrites: async () => ({ beforeFiles: aliases }),
};

export default config;

/** Next-auth answers these itself under /api/auth; its catch-all must not swallow the rest of our own /api/auth. */
const nextAuthActions = ["session", "csrf", "providers", "signin", "signout", "callback", "error", "_log", "verify-request"];

const unversioned = `(?!v1(?:/|$)|auth/(?:${nextAuthActions.join("|")})(?:/|$)).*`;

// Applied in this order, each to what the one before it left.
const aliases = [
  { source: `/api/:path(${unversioned})`, destination: "/api/v1/:path" },
  { source: "/api/v1/login", destination: "/api/v1/auth/login" },
  { source: "/health", destination: "/api/v1/health" },
];
