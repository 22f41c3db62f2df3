package dev.routewright.cell;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Text where a record holds text, else its bytes as they are: a message that cannot be read must be kept unchanged. */
final class RecordText implements Deserializer<Object> {
    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        if (data == null) return null;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException notText) {
            return data;
        }
    }
}
