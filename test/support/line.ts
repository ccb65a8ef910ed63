import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line between a browser and the server that can be cut: whatever asks through it then gets no answer at all. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private isCut = false;
  private lost: { request: string; answered: () => void } | null = null;

  private constructor(private readonly port: number) {
    this.server = createServer((near) => {
      if (this.isCut) return near.destroy();
      const far = connect(this.port, '127.0.0.1');
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => near.destroy() && far.destroy());
        socket.on('close', () => this.sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
      near.on('data', (bytes: Buffer) => {
        if (!this.lost || !bytes.includes(this.lost.request)) return;
        far.unpipe(near).once('data', this.lost.answered).resume();
        this.lost = null;
      });
    });
  }

  /** `port`: of the server on this machine. */
  static async to(port: number): Promise<Line> {
    const line = new Line(port);
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** The next request of which this is part reaches the server and its answer nobody: fulfilled once that was given. */
  loseAnswer(request: string): Promise<void> {
    return new Promise((answered) => {
      this.lost = { request, answered };
    });
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
