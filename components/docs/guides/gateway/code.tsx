export function Code({ children }: { children: string }) {
  return <code className="inline-code">{children}</code>;
}
