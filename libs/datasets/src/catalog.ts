import { cifar100Classes } from './cifar-100-classes';
import type { DatasetName, ImageShape, NamedChoice, Normalisation } from './types';

/** What is known of a data set without opening a file. */
export interface DatasetInfo {
  readonly name: DatasetName;
  readonly title: string;
  /** The subfolder that holds its files. */
  readonly folder: string;
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly counts: { readonly train: number; readonly test: number };
  readonly normalisation: Normalisation;
  readonly licence: string;
  readonly citation: string;
  /** SHA-256 of the official uncompressed contents, by file name without `.gz`, where one is published or known. */
  readonly contents: Readonly<Record<string, string>>;
}

/** The four files of a data set in MNIST's layout, without `.gz`. */
export const idxFiles = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

/** The files of the CIFAR-10 binary version, without `.gz`. */
export const cifarFiles = {
  train: [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`),
  test: 'test_batch.bin',
  /** The first 1,017 records of the official test batch: all that some copies have. */
  partialTest: 'test_batch_first1017.bin',
} as const;

/** The files of the CIFAR-100 binary version, without `.gz`. */
export const cifar100Files = { train: 'train.bin', test: 'test.bin' } as const;

/** The files that a choice needs, without `.gz`: of each the names that will do, the best first. */
export function filesOf(choice: NamedChoice): readonly (readonly string[])[] {
  switch (choice.name) {
    case 'cifar-10': {
      const train = cifarFiles.train.map((file) => [file]);
      return choice.test === 'batch-5' ? train : [...train, [cifarFiles.test, cifarFiles.partialTest]];
    }
    case 'cifar-100':
      return Object.values(cifar100Files).map((file) => [file]);
    default:
      return Object.values(idxFiles).map((file) => [file]);
  }
}

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const catalog: Readonly<Record<DatasetName, DatasetInfo>> = {
  mnist: {
    name: 'mnist',
    title: 'MNIST',
    folder: 'mnist',
    classes: digits,
    shape: [1, 28, 28],
    counts: { train: 60_000, test: 10_000 },
    normalisation: { mean: [0.1307], std: [0.3081] },
    licence: 'none stated by its authors; commonly given as CC BY-SA 3.0',
    citation:
      'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. ' +
      'Proceedings of the IEEE 86(11):2278-2324, 1998.',
    contents: {
      [idxFiles.trainImages]: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      [idxFiles.trainLabels]: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      [idxFiles.testImages]: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      [idxFiles.testLabels]: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
  'fashion-mnist': {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST',
    folder: 'fashion-mnist',
    classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
    shape: [1, 28, 28],
    counts: { train: 60_000, test: 10_000 },
    normalisation: { mean: [0.286], std: [0.353] },
    licence: 'MIT (Zalando SE)',
    citation:
      'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning ' +
      'Algorithms. arXiv:1708.07747, 2017.',
    contents: {
      [idxFiles.trainImages]: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      [idxFiles.trainLabels]: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      [idxFiles.testImages]: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      [idxFiles.testLabels]: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
  },
  'cifar-10': {
    name: 'cifar-10',
    title: 'CIFAR-10',
    folder: 'cifar-10-batches-bin',
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    shape: [3, 32, 32],
    counts: { train: 50_000, test: 10_000 },
    normalisation: { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
    licence: 'none stated by its authors, who ask for the citation',
    citation:
      'A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images. Technical report, University of ' +
      'Toronto, 2009.',
    contents: {
      'data_batch_1.bin': 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
      'data_batch_2.bin': 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed',
      'data_batch_3.bin': 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67',
      'data_batch_4.bin': '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48',
      'data_batch_5.bin': '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add',
      [cifarFiles.partialTest]: 'c77ad46116beb3508f55d38aa34893560beae9515f9aca4a4dd0ea3617ac289e',
    },
  },
  'cifar-100': {
    name: 'cifar-100',
    title: 'CIFAR-100',
    folder: 'cifar-100-binary',
    classes: cifar100Classes,
    shape: [3, 32, 32],
    counts: { train: 50_000, test: 10_000 },
    normalisation: { mean: [0.5071, 0.4865, 0.4409], std: [0.2673, 0.2564, 0.2762] },
    licence: 'none stated by its authors, who ask for the citation',
    citation:
      'A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images. Technical report, University of ' +
      'Toronto, 2009.',
    contents: {
      [cifar100Files.train]: 'f31298fc616915fa142368359df1c4ca2ae984d6915ca468b998a5ec6aeebf29',
      [cifar100Files.test]: 'd8b1e6b7b3bee4020055f0699b111f60b1af1e262aeb93a0b659061746f8224a',
    },
  },
  glyphs: {
    name: 'glyphs',
    title: 'glyphs',
    folder: 'glyphs',
    classes: digits,
    shape: [1, 28, 28],
    counts: { train: 60_000, test: 10_000 },
    normalisation: { mean: [0.1248], std: [0.2468] },
    licence: 'MIT; drawn from typefaces under the SIL Open Font Licence 1.1 and the Apache Licence 2.0',
    citation:
      'Tombola: glyphs, digits of 55 open typeface families under distortion; test families unseen in training.',
    contents: {
      [idxFiles.trainImages]: '883ceeca40c57202365e58250f75f5c71151a87e24952adf77a342a57d09d49f',
      [idxFiles.trainLabels]: '42d8a31792fb59dcec85b8e5b62bd03598c1a96f4edffe6f6a3e95daac9319ef',
      [idxFiles.testImages]: '3152cfe1a168a5828e9c68622a83f4d6eefbaa871b70aef56a9bc8b5f29c1cb3',
      [idxFiles.testLabels]: '2a4fb3eec0877aa3d4ab80d8f59374733af9b2b2966e8be0e50efe715f443a4d',
    },
  },
};

/**
 * ImageNet 2012: its images, of which the 50,000 for validation are those that all test on, and the normalisation that
 * networks trained on it have. Other folders of images get the same.
 */
export const imageNet = {
  counts: { train: 1_281_167, test: 50_000 },
  normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
} as const;

/** The data sets that have a name, as recipes have them. */
export const datasetNames = Object.keys(catalog) as readonly DatasetName[];
