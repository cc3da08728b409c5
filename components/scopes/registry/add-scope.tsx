"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import { useCreateScope } from "./queries";
import { ScopeForm } from "./scope-form";

export function AddScope() {
  const [isOpen, setOpen] = useState(false);
  const say = useToast();
  const create = useCreateScope(() => {
    setOpen(false);
    say("The scope can be granted from now on");
  });
  return (
    <>
      <Button variant="primary" onClick={() => (create.reset(), setOpen(true))}>
        <Plus aria-hidden /> Add scope
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="Add a scope" description="A scope of your own API: keys and apps can be given it, and your API asks for it.">
        <ScopeForm submitLabel="Add scope" busy={create.isPending} error={create.error} onSubmit={(body) => create.mutate({ body })} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
