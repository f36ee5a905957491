package io.jiaxiao.roster.enrolment.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An address as a QR code, black on white. */
final class QrPicture {

    private static final int PIXELS = 480;
    private static final int WHITE = 0xFFFFFF;

    /** A printed code gets stained: a quarter of it may be unreadable. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.Q, EncodeHintType.MARGIN, 4);

    private QrPicture() {}

    static byte[] png(String address) {
        try {
            BitMatrix matrix = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, PIXELS, PIXELS, HINTS);
            var image = new BufferedImage(matrix.getWidth(), matrix.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    image.setRGB(x, y, matrix.get(x, y) ? 0 : WHITE);
                }
            }
            var bytes = new ByteArrayOutputStream();
            try (var out = new MemoryCacheImageOutputStream(bytes)) {
                ImageIO.write(image, "png", out);
            }
            return bytes.toByteArray();
        } catch (WriterException e) {
            throw new IllegalStateException("an address too long for a code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
