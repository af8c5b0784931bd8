package dev.leadlog.delivery;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.document.StrictReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which addresses destinations may call. Page configurations name these addresses, and must
 * not give access to services that only this function can reach.
 */
@Singleton
public class EgressPolicy {

  /** Resolves a host name. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A host has an address that may not be called. */
  static final class Forbidden extends Exception {
    Forbidden(String message) {
      super(message);
    }
  }

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
  private static final Pattern LOCALHOST = Pattern.compile("(?i)(.+\\.)?localhost\\.?");
  private static final int LONGEST = 2_000;
  private static final int LARGEST_PORT = 65_535;
  private static final String HTTPS = "must begin with https://";

  private final LeadlogSettings settings;
  private final Resolver resolver;

  @Inject
  EgressPolicy(LeadlogSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  EgressPolicy(LeadlogSettings settings, Resolver resolver) {
    this.settings = settings;
    this.resolver = resolver;
  }

  /** Returns what is wrong with a URL, without resolving its host. */
  public Optional<String> mistake(String text) {
    URI url = parse(text);
    if (url == null || url.getHost() == null || text.length() > LONGEST) {
      return Optional.of("must be a URL such as https://crm.example.com");
    }
    if (!isName(url.getHost())) {
      return Optional.of("its host name is too long");
    }
    if (url.getPort() == 0 || url.getPort() > LARGEST_PORT) {
      return Optional.of("its port must be from 1 to " + LARGEST_PORT);
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Optional.of("must not contain a user name, a password or a #");
    }
    if (!isAllowed(url.getHost())) {
      return Optional.of(
          "its host "
              + url.getHost()
              + " is not in the setting leadlog.destinations.allowed-hosts");
    }
    return reachByName(url.getHost())
        .map(reach -> refusal(url, reach))
        .orElseGet(() -> isHttps(url) ? Optional.empty() : Optional.of(HTTPS));
  }

  /**
   * Parses the URL of a document. If it is not allowed, adds a mistake for {@code url} and returns
   * null.
   */
  public URI checked(String text, StrictReader reader) {
    Optional<String> mistake = mistake(text);
    mistake.ifPresent(wrong -> reader.mistake("url", wrong));
    return mistake.isPresent() ? null : URI.create(URI.create(text).toASCIIString());
  }

  /**
   * Resolves a URL's host to addresses that may all be called. The caller must connect to these
   * addresses, because resolving the name again could give others.
   */
  List<InetAddress> addresses(URI url) throws UnknownHostException, Forbidden {
    List<InetAddress> addresses = List.of(resolver.resolve(withoutBrackets(url.getHost())));
    for (InetAddress address : addresses) {
      Optional<String> refusal = refusal(url, AddressScope.of(address));
      if (refusal.isPresent()) {
        throw new Forbidden(url.getHost() + " cannot be called: it " + refusal.get());
      }
    }
    return addresses;
  }

  private Optional<String> refusal(URI url, AddressScope reach) {
    boolean loopback = reach == AddressScope.LOOPBACK && settings.local();
    if (!isHttps(url) && !(loopback && url.getScheme().equalsIgnoreCase("http"))) {
      return Optional.of(HTTPS);
    }
    boolean allowPrivate = settings.destinations().allowPrivate();
    return switch (reach) {
      case PUBLIC -> Optional.empty();
      case PRIVATE ->
          allowPrivate
              ? Optional.empty()
              : Optional.of(
                  "points to a private network; the setting leadlog.destinations.allow-private"
                      + " can allow it");
      case LOOPBACK ->
          allowPrivate && loopback
              ? Optional.empty()
              : Optional.of("points to this machine, which is allowed only in local mode");
      case NONE -> Optional.of("points to a reserved address");
    };
  }

  /** A name has at most 253 characters, and 63 between two dots (source: RFC 1035, 2.3.4). */
  private static boolean isName(String host) {
    return host.length() <= 253
        && Stream.of(host.split("\\.")).allMatch(label -> label.length() <= 63);
  }

  private static boolean isHttps(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  /** Returns the scope of a host that is known without resolving it. */
  private static Optional<AddressScope> reachByName(String host) {
    if (LOCALHOST.matcher(host).matches()) {
      return Optional.of(AddressScope.LOOPBACK);
    }
    if (!LITERAL.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AddressScope.of(InetAddress.getByName(withoutBrackets(host))));
    } catch (UnknownHostException noAddress) {
      return Optional.of(AddressScope.NONE);
    }
  }

  private boolean isAllowed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return settings
        .destinations()
        .allowedHosts()
        .map(
            hosts ->
                hosts.stream()
                    .map(allowed -> allowed.strip().toLowerCase(Locale.ROOT))
                    .anyMatch(
                        allowed ->
                            allowed.startsWith(".")
                                ? name.endsWith(allowed)
                                : name.equals(allowed)))
        .orElse(true);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static URI parse(String text) {
    try {
      URI url = new URI(text);
      return url.isAbsolute() ? url : null;
    } catch (URISyntaxException notOne) {
      return null;
    }
  }
}
