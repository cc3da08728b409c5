/** Where a link is that was just made: in a mailbox, or, in a house without a mail server, with whoever runs it. */
export function WhereToLook({ sendsMail, email, children }: { sendsMail: boolean; email: string | undefined; children: string }) {
  const address = email ? <span className="font-medium break-all text-ink">{email}</span> : "the address";
  if (sendsMail) {
    return (
      <p className="text-sm text-muted">
        {children} {address}. Look among the unwanted mail too. Nothing there after a few minutes? The address may be another one than you think.
      </p>
    );
  }
  return (
    <p className="text-sm text-muted">
      This house has no mail server, so nothing was sent to {address}. Whoever runs it finds the link on the console of the server and in the administrators’ outbox.
    </p>
  );
}
