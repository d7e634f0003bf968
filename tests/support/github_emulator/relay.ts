/**
 * A TCP relay before each HTTP server. `Deno.serve` cannot cut a connection before its answer begins; here the
 * handler asks the relay to, by the port that the request came from.
 */

/** A running relay. */
export interface Relay {
  /** The port that clients talk to. */
  readonly port: number;
  /** Cuts the client's connection now. `peerPort`: the remote port that the HTTP server sees. */
  cut(peerPort: number): void;
  /** Cuts it once so many bytes of the next answer's body have passed. */
  cutAfterBody(peerPort: number, bytes: number): void;
  /** Aborted when the client has gone. */
  gone(peerPort: number): AbortSignal;
  close(): void;
}

interface Link {
  readonly client: Deno.TcpConn;
  readonly server: Deno.TcpConn;
  readonly clientGone: AbortController;
  /** Body bytes that may still pass; undefined: all. */
  bodyBytesLeft: number | undefined;
  /** The end of what was sent of the answer's head, while it has not ended. */
  head: string | undefined;
}

const CUT_DELAY_MILLISECONDS = 20;
const HEAD_END = "\r\n\r\n";

/** Listens on a free port of 127.0.0.1 and passes all on to the server on `serverPort`. */
export function startRelay(serverPort: () => number): Relay {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const links = new Map<number, Link>();

  const accept = async () => {
    for await (const client of listener) {
      void serve(client, serverPort(), links);
    }
  };
  void accept();

  return {
    port: listener.addr.port,
    cut: (peerPort) => closeLink(links.get(peerPort)),
    cutAfterBody: (peerPort, bytes) => {
      const link = links.get(peerPort);
      if (link === undefined) return;
      link.bodyBytesLeft = bytes;
      link.head = "";
    },
    gone: (peerPort) => links.get(peerPort)?.clientGone.signal ?? AbortSignal.abort(),
    close: () => {
      listener.close();
      for (const link of links.values()) closeLink(link);
    },
  };
}

async function serve(client: Deno.TcpConn, port: number, links: Map<number, Link>): Promise<void> {
  let server: Deno.TcpConn;
  try {
    server = await Deno.connect({ hostname: "127.0.0.1", port });
  } catch {
    client.close(); // the emulator is being closed
    return;
  }
  client.setNoDelay(true);
  server.setNoDelay(true);
  const clientGone = new AbortController();
  const link: Link = { client, server, clientGone, bodyBytesLeft: undefined, head: undefined };
  const peerPort = server.localAddr.port;
  links.set(peerPort, link);
  await Promise.all([
    pass(client, server, (bytes) => bytes).then(() => clientGone.abort()),
    pass(server, client, (bytes) => allowed(link, bytes)),
  ]);
  closeLink(link);
  links.delete(peerPort);
}

/** Copies what `filter` lets through, until one side ends or something has been held back. */
async function pass(
  from: Deno.TcpConn,
  to: Deno.TcpConn,
  filter: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  try {
    while (true) {
      const count = await from.read(buffer);
      if (count === null) break;
      const bytes = filter(buffer.subarray(0, count));
      await writeAll(to, bytes);
      if (bytes.length < count) {
        // Cut at once, a client would see neither the head nor the bytes before the cut.
        await new Promise((resolve) => setTimeout(resolve, CUT_DELAY_MILLISECONDS));
        break;
      }
    }
    await to.closeWrite();
  } catch {
    // one of both has gone; the other is closed by who waits for this
    closeQuietly(from);
    closeQuietly(to);
  }
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

/** What of the server's bytes may reach the client. */
function allowed(link: Link, bytes: Uint8Array): Uint8Array {
  if (link.bodyBytesLeft === undefined) return bytes;
  let bodyStart = 0;
  if (link.head !== undefined) {
    const seen = link.head.length;
    link.head += new TextDecoder("latin1").decode(bytes);
    const end = link.head.indexOf(HEAD_END);
    if (end < 0) return bytes;
    bodyStart = end + HEAD_END.length - seen;
    link.head = undefined;
  }
  const passing = Math.min(bytes.length, bodyStart + link.bodyBytesLeft);
  link.bodyBytesLeft -= passing - bodyStart;
  return bytes.subarray(0, passing);
}

function closeLink(link: Link | undefined): void {
  if (link === undefined) return;
  closeQuietly(link.client);
  closeQuietly(link.server);
}

function closeQuietly(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // closed already
  }
}
