import type { CodeLanguage } from "@/components/ui/highlight";
import { cliFirstCall } from "@/lib/connect/cli-snippets";

export type Snippet = { id: string; label: string; language: CodeLanguage; code: string };

/** The first call in three languages and by the command line, ready to be pasted. */
export function firstCallSnippets(host: string, token: string): Snippet[] {
  const url = `${host}/api/v1/users/me`;
  return [
    { id: "curl", label: "curl", language: "bash", code: `curl ${url} \\\n  -H "Authorization: Bearer ${token}"` },
    {
      id: "python",
      label: "Python",
      language: "python",
      code: `import requests\n\nresponse = requests.get(\n    "${url}",\n    headers={"Authorization": "Bearer ${token}"},\n)\nprint(response.json())`,
    },
    {
      id: "javascript",
      label: "JavaScript",
      language: "javascript",
      code: `const response = await fetch("${url}", {\n  headers: { Authorization: "Bearer ${token}" },\n});\nconsole.log(await response.json());`,
    },
    { id: "cli", label: "CLI", language: "bash", code: cliFirstCall(host, token) },
  ];
}

/** The same call with an API key in its own header. */
export function apiKeySnippets(host: string, key: string): Snippet[] {
  const url = `${host}/api/v1/auth/verify`;
  return [
    { id: "curl", label: "curl", language: "bash", code: `curl ${url} \\\n  -H "X-API-Key: ${key}"` },
    {
      id: "python",
      label: "Python",
      language: "python",
      code: `import requests\n\nresponse = requests.get(\n    "${url}",\n    headers={"X-API-Key": "${key}"},\n)\nprint(response.json())`,
    },
    {
      id: "javascript",
      label: "JavaScript",
      language: "javascript",
      code: `const response = await fetch("${url}", {\n  headers: { "X-API-Key": "${key}" },\n});\nconsole.log(await response.json());`,
    },
  ];
}

/** Stands where the reader's own token belongs. */
export const tokenPlaceholder = "YOUR_TOKEN";
