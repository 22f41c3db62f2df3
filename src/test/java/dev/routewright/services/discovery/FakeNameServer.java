package dev.routewright.services.discovery;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A DNS server that knows the SRV records of one name. */
final class FakeNameServer implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final String name;
    private final String[] records;

    /** @param records priority, weight, port and target, with blanks between */
    FakeNameServer(String name, String... records) throws IOException {
        this.name = name;
        this.records = records;
        var thread = new Thread(this::serve, "fake-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        var buffer = new byte[512];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var reply = answer(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        int end = 12;
        var asked = new StringBuilder();
        while (question[end] != 0) {
            asked.append(new String(question, end + 1, question[end], StandardCharsets.US_ASCII))
                    .append('.');
            end += question[end] + 1;
        }
        boolean known = asked.toString().equalsIgnoreCase(name + ".");
        out.write(question, 0, 2);
        out.writeShort(known ? 0x8180 : 0x8183);
        out.writeShort(1);
        out.writeShort(known ? records.length : 0);
        out.writeInt(0);
        out.write(question, 12, end + 5 - 12);
        if (known)
            for (var record : records) {
                var words = record.split(" ");
                var data = new ByteArrayOutputStream();
                var content = new DataOutputStream(data);
                for (int i = 0; i < 3; i++) content.writeShort(Integer.parseInt(words[i]));
                for (var label : words[3].split("\\.")) {
                    content.writeByte(label.length());
                    content.write(label.getBytes(StandardCharsets.US_ASCII));
                }
                content.writeByte(0);
                out.writeShort(0xc00c);
                out.writeShort(33);
                out.writeShort(1);
                out.writeInt(60);
                out.writeShort(data.size());
                out.write(data.toByteArray());
            }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
