package dev.routewright.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.camel.spi.BacklogTracerEventMessage;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What Camel writes of a trace, with headers and bodies as {@link Discretion} shows them and without exceptions, whose
 * text may quote a message.
 */
final class TraceText {
    private static final String NOTHING = "<%1$ss></%1$ss>".formatted(BacklogTracerEventMessage.ROOT_TAG);
    private static final String LONG =
            "It has %d characters or more, and nothing of it is shown.".formatted(Jmx.TRACED_BODY);
    private static final String UNREADABLE = "It cannot be read, and nothing of it is shown.";

    private final Discretion discretion;

    TraceText(Discretion discretion) {
        this.discretion = discretion;
    }

    /** Nothing where it cannot be read: a message may hold characters XML does not know. */
    String shown(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var document = builder.parse(new InputSource(new StringReader(xml)));
            elements(document.getElementsByTagName("message")).forEach(this::show);
            elements(document.getElementsByTagName("exception")).forEach(one -> one.setTextContent(""));
            return text(document);
        } catch (SAXException | IOException | ParserConfigurationException | TransformerException unreadable) {
            return NOTHING;
        }
    }

    private void show(Element message) {
        var headers = new TreeMap<String, String>();
        elements(message.getElementsByTagName("header")).forEach(header -> {
            var name = header.getAttribute("key");
            var value =
                    unescaped(header).map(text -> discretion.header(name, text)).orElse(UNREADABLE);
            header.setTextContent(value);
            headers.put(name, value);
        });
        elements(message.getElementsByTagName("body")).forEach(body -> {
            // Of a part of a JSON text nobody can say which names are above it.
            if (body.getTextContent().length() >= Jmx.TRACED_BODY) body.setTextContent(LONG);
            else
                body.setTextContent(unescaped(body)
                        .map(text -> discretion.body(headers, text))
                        .orElse(UNREADABLE));
        });
    }

    /** Camel escapes what it keeps, as JSON does; names are only found in what the message said itself. */
    private static Optional<String> unescaped(Element element) {
        try {
            return Optional.of(Json.MAPPER.readValue('"' + element.getTextContent() + '"', String.class));
        } catch (JsonProcessingException notEscaped) {
            return Optional.empty();
        }
    }

    /** A list of its own: the document's changes while it is changed. */
    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast).toList().stream();
    }

    private static String text(Document document) throws TransformerException {
        var factory = TransformerFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        var text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
