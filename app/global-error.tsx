"use client";

/** The last resort, when not even the layout could be made: it stands alone, with style attributes only. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" style={{ colorScheme: "light dark" }}>
      <body style={{ display: "grid", placeItems: "center", minHeight: "100vh", margin: 0, fontFamily: "system-ui, sans-serif", textAlign: "center" }}>
        <main>
          <title>Something went wrong</title>
          <h1 style={{ fontSize: "1.5rem", margin: 0 }}>Something went wrong on our side</h1>
          <p>Nothing was changed. Try again in a moment.</p>
          <button type="button" onClick={retry} style={{ font: "inherit", padding: "0.5rem 1rem", cursor: "pointer" }}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
