import { proxyGuides, type ProtectedSite } from "@/lib/connect/proxy-snippets";
import { runProxy, type RunningProxy } from "./run-program";

const guide = (id: string, site: ProtectedSite) => proxyGuides(site).find((one) => one.id === id)!.config;

/** nginx with the very lines of the documentation. */
export function runNginx(site: ProtectedSite): Promise<RunningProxy> {
  return runNginxWith({ server: guide("nginx", site) });
}

/** nginx with these lines in its one server, and these beside it; all that it writes is in a folder of its own. */
export function runNginxWith({ server, http = "" }: { server: string; http?: string }): Promise<RunningProxy> {
  return runProxy({
    name: "nginx",
    package: "nginx-light",
    arguments: (file, folder) => ["-c", file, "-p", folder, "-g", "daemon off;"],
    config: (port, folder) => `
      worker_processes 1;
      pid ${folder}/pid;
      error_log stderr;
      events { worker_connections 1024; }
      http {
        access_log off;
        client_body_temp_path ${folder}/body;
        proxy_temp_path ${folder}/proxy;
        fastcgi_temp_path ${folder}/fastcgi;
        uwsgi_temp_path ${folder}/uwsgi;
        scgi_temp_path ${folder}/scgi;
        ${http}
        server { listen 127.0.0.1:${port}; ${server} }
      }`,
  });
}

/** Caddy with the very lines of the documentation, on plain HTTP and a port of its own. */
export function runCaddy(site: ProtectedSite): Promise<RunningProxy> {
  return runProxy({
    name: "caddy",
    package: "caddy",
    arguments: (file) => ["run", "--config", file, "--adapter", "caddyfile"],
    config: (port) => `{\n    admin off\n    auto_https off\n}\n${guide("caddy", site).replace("api.example.com", `http://127.0.0.1:${port}`)}\n`,
  });
}
