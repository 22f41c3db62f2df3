package dev.routewright.services.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Kubernetes API as the service account of this pod. The token is read for each question, because Kubernetes
 * replaces it; the server must show a certificate of the cluster's own authority. Follows no redirect, uses no proxy.
 */
final class ServiceAccount implements Kubernetes.Api {
    static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final int TIMEOUT = 5_000;

    private final @Nullable URI server;
    private final Path folder;
    private @Nullable SSLSocketFactory trust;

    /** @param folder with the files {@code token} and {@code ca.crt} */
    ServiceAccount(@Nullable URI server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static ServiceAccount ofThisPod(Map<String, String> environment) {
        return new ServiceAccount(Kubernetes.server(environment).orElse(null), MOUNTED);
    }

    @Override
    public Kubernetes.Answer get(String path) throws LookupFailed {
        if (server == null) throw new LookupFailed("This process does not run in Kubernetes.", null);
        try {
            var connection = (HttpURLConnection) server.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection secure) secure.setSSLSocketFactory(trust());
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT);
            connection.setReadTimeout(TIMEOUT);
            connection.setRequestProperty("Accept", "application/json");
            connection.setRequestProperty(
                    "Authorization",
                    "Bearer " + Files.readString(folder.resolve("token")).strip());
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                var body = in == null ? new byte[0] : in.readNBytes(LARGEST + 1);
                if (body.length > LARGEST) throw new LookupFailed("The Kubernetes API sent more than 10 MiB.", null);
                return new Kubernetes.Answer(status, body);
            }
        } catch (NoSuchFileException noAccount) {
            throw new LookupFailed("This pod has no service account mounted.", noAccount);
        } catch (IOException | GeneralSecurityException broken) {
            throw new LookupFailed("The Kubernetes API cannot be reached.", broken);
        }
    }

    private synchronized SSLSocketFactory trust() throws IOException, GeneralSecurityException {
        if (trust != null) return trust;
        var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (var in = Files.newInputStream(folder.resolve("ca.crt"))) {
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in))
                authorities.setCertificateEntry("ca" + number++, certificate);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(authorities);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        trust = context.getSocketFactory();
        return trust;
    }
}
