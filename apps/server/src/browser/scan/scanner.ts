/** Finds QR codes in pictures: with the browser's own detector where it has one, else with a library fetched when first needed. */

/** The text of the first QR code in a picture; null when none is found. */
type Finder = (picture: HTMLVideoElement | ImageBitmap) => Promise<string | null>;

interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

interface Library {
  decodeQR(picture: ImageData, options: { timeLimit: number }): string;
}

const { BarcodeDetector } = globalThis as unknown as { BarcodeDetector?: DetectorClass };

export async function hasOwnDetector(): Promise<boolean> {
  return BarcodeDetector !== undefined && (await BarcodeDetector.getSupportedFormats()).includes('qr_code');
}

/** The address is that of the library. */
export const fetchLibrary = (address: string): Promise<Library> => import(address);

/** Milliseconds that the library takes at most for a picture of the camera, and for a photo. */
const patience = { camera: 150, photo: 4000 };

/** Pixels of the longer side: more tells nothing new and takes long. */
const largest = 4096;

async function finder(address: string, timeLimit: number): Promise<Finder> {
  if (BarcodeDetector && (await hasOwnDetector())) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await fetchLibrary(address);
  return async (picture) => {
    try {
      return decodeQR(pixelsOf(picture), { timeLimit });
    } catch {
      return null;
    }
  };
}

const canvas = document.createElement('canvas');

function pixelsOf(picture: HTMLVideoElement | ImageBitmap): ImageData {
  const [width, height] =
    picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const scale = Math.min(1, largest / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

export async function textInPhoto(photo: Blob, address: string): Promise<string | null> {
  const find = await finder(address, patience.photo);
  const picture = await createImageBitmap(photo).catch(() => null);
  return picture && find(picture);
}

/** Shows the camera in `video` until it sees a QR code; the answer stops it before. Throws where there is no camera to be had. */
export async function watch(
  video: HTMLVideoElement,
  address: string,
  found: (text: string) => void,
): Promise<() => void> {
  // The code is dense: the more pixels the better.
  const wanted = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
    const find = await finder(address, patience.camera);
    void (async () => {
      while (!isStopped) {
        const text = await find(video).catch(() => null);
        if (isStopped) return;
        if (text) {
          stop();
          return found(text);
        }
        await new Promise(requestAnimationFrame);
      }
    })();
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
